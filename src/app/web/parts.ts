import type { WebPart } from '#platform/web-ui/index.ts'
import { accessWeb } from '#access/web/index.tsx'
import { areasWeb } from '#areas/web/index.tsx'
import { casesWeb } from '#cases/web/index.tsx'
import { catalogueWeb } from '#catalogue/web/index.tsx'
import { inspectionsWeb } from '#inspections/web/index.tsx'
import { intakeWeb } from '#intake/web/index.tsx'
import { organisationsWeb } from '#organisations/web/index.tsx'

/** What each capability puts on the screen, ground floor first. A new capability adds its door here. */
export const parts: readonly WebPart[] = [areasWeb, organisationsWeb, accessWeb, catalogueWeb, casesWeb, intakeWeb, inspectionsWeb]
export const pages = parts.flatMap((part) => part.pages)
export const sources = parts.flatMap((part) => part.sources ?? [])
export const panels = parts.flatMap((part) => part.panels ?? [])
