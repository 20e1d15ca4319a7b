import type { World } from '../world.ts';

export type TemplateStatus = 'PENDING' | 'APPROVED' | 'REJECTED' | 'PAUSED' | 'DISABLED' | 'LIMIT_EXCEEDED';

export type Template = {
  id: string;
  name: string;
  language: string;
  category: string;
  parameter_format: 'POSITIONAL' | 'NAMED';
  status: TemplateStatus;
  /** JSON of TemplateComponents. */
  components: string;
  rejected_reason: string;
  ttl_seconds: number | null;
  edited_at: number | null;
  was_approved: number;
  created_at: number;
  deleted_at: number | null;
};

export type TemplateButton = {
  type: 'QUICK_REPLY' | 'URL' | 'PHONE_NUMBER' | 'COPY_CODE' | 'OTP';
  text: string;
  url?: string;
  phone_number?: string;
  example?: string[];
  otp_type?: string;
};

/** A template's parts, checked and upper-cased as listings show them. */
export type TemplateComponents = {
  header?: {
    format: 'TEXT' | 'IMAGE' | 'VIDEO' | 'DOCUMENT' | 'LOCATION';
    text?: string;
    example?: Record<string, unknown>;
  };
  body: { text: string; example?: Record<string, unknown>; add_security_recommendation?: boolean };
  footer?: { text?: string; code_expiration_minutes?: number };
  buttons: TemplateButton[];
};

export function findTemplate(world: World, id: string): Template | undefined {
  return world.store.get<Template>('SELECT * FROM template WHERE id = ? AND deleted_at IS NULL', id);
}

export function findTemplateByName(world: World, name: string, language: string): Template | undefined {
  return world.store.get<Template>(
    'SELECT * FROM template WHERE name = ? AND language = ? AND deleted_at IS NULL',
    name,
    language,
  );
}

export function listTemplates(world: World): Template[] {
  return world.store.all<Template>(
    'SELECT * FROM template WHERE deleted_at IS NULL ORDER BY created_at DESC, id',
  );
}

export function componentsOf(template: Template): TemplateComponents {
  return JSON.parse(template.components) as TemplateComponents;
}

/** Names of the variables of a text in order of first appearance: `1`, `2` or names. */
export function variablesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].map((match) => match[1] ?? ''))];
}
