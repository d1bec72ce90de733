import type { Profile } from '../profile.ts'
import { beijingWorkOrders } from './beijing-work-orders.ts'
import { boston311 } from './boston-311.ts'
import { nyc311 } from './nyc-311.ts'
import { nycCouncilComplaints } from './nyc-council-complaints.ts'

/** The profiles that come with the program, by name. Any other file is read by a mapping (mapping.ts). */
export const builtInProfiles: Readonly<Record<string, Profile>> = Object.fromEntries(
  [boston311, nyc311, nycCouncilComplaints, beijingWorkOrders].map((profile) => [profile.name, profile]),
)
