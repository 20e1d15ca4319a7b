import type { TokenSource, TokenState, TokenTrouble } from '../words.ts';
import type { MissingScope } from './token-scopes.ts';

/** A connected token as admins see it; never the token itself. Moments are ISO 8601. */
export type TokenRow = {
  id: string;
  source: TokenSource;
  /** What Meta calls whom it was made for. NULL: not told yet. */
  holder: string | null;
  state: TokenState;
  /** Key of the words for why Meta refuses it. NULL: it does not. */
  brokenReason: string | null;
  /** Why the latest check did not come to its end. NULL: it did. */
  trouble: TokenTrouble | null;
  scopes: string[];
  /** What it may not do that it should; empty until Meta has said what it may. */
  missing: MissingScope[];
  /** NULL: never. */
  expiresAt: string | null;
  /** NULL: Meta was not asked yet. */
  checkedAt: string | null;
  /** Whether a check is under way that somebody asked for. */
  checking: boolean;
  connectedAt: string;
  /** How many accounts are read with it. */
  reads: number;
  /** How many it reaches; those that others read are in reserve. NULL: not found out yet. */
  reaches: number | null;
  /** Whether messages go out with it. `alone`: and with no other, were it disconnected. */
  sends: 'no' | 'alone' | 'backed';
  /** Whether it stands in the environment now, and can be taken out only there. */
  ofEnvironment: boolean;
};

/** The connection to Meta, for admins of all regions. */
export type ConnectionsPage = {
  /** In the order they were connected. */
  tokens: TokenRow[];
  /** Whether the WhatsApp number is there, and no token sends from it any more. */
  silent: boolean;
  accounts: {
    found: number;
    /** Without a region, so that nobody checks them. */
    unmapped: number;
    /** With a region, and no token that works reaches them. */
    unread: number;
  };
};
