import { hash } from 'node:crypto'
import { type CaseEvent, type SealedEvent, sealEvents } from '../rules/index.ts'

export const sha256 = (text: string): string => hash('sha256', text, 'hex')

/** Binds events to the chain that ends in `prev` (null at a case's birth). */
export const seal = (events: readonly CaseEvent[], prev: string | null): readonly SealedEvent[] => sealEvents(events, prev, sha256)
