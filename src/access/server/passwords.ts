import { hash, verify } from '@node-rs/argon2'

/** OWASP Password Storage: argon2id, 19 MiB, two passes, one lane (the library's default algorithm is argon2id). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password, cost)

let decoy: Promise<string> | undefined
/** Takes as long for an account that does not exist as for one that does. */
export const passwordMatches = async (known: string | null, password: string): Promise<boolean> => {
  const against = known ?? (await (decoy ??= hash('an account nobody has', cost)))
  return (await verify(against, password)) && known !== null
}
