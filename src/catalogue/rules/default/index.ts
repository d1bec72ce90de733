import type { Catalogue } from '../entries.ts'
import { appearanceFacilities } from './components-appearance.ts'
import { greeningFacilities, otherFacilities } from './components-greening.ts'
import { traffic } from './components-traffic.ts'
import { utilities } from './components-utilities.ts'
import { categoriesOf } from './entry.ts'
import { appearance } from './events-appearance.ts'
import { conduct } from './events-conduct.ts'
import { emergency, other } from './events-emergency.ts'
import { publicity } from './events-publicity.ts'
import { street } from './events-street.ts'
import { works } from './events-works.ts'

const classes = [appearance, publicity, works, street, emergency, other, conduct, utilities, traffic, appearanceFacilities, greeningFacilities, otherFacilities]

/**
 * The catalogue a new city starts with. Events are `E` + class + number, components `C` + class + number; the numbers are those
 * of GB/T 30428.2 as cities publish them, extensions run downward from 99. Wording, conditions and limits are this program's own
 * (`default`), of the size cities use; a city replaces them by its own standard.
 */
export const defaultCatalogue: Catalogue = classes.flatMap(categoriesOf)
