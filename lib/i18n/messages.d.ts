import type messages from './messages/en.json';

// Merging into next-intl's own declaration is the one place that needs an interface:
// it makes the compiler refuse a key that has no words.
declare module 'next-intl' {
  interface AppConfig {
    Messages: typeof messages;
  }
}
