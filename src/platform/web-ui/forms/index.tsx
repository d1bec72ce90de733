export { FormView, type FormViewProps } from './form-view.tsx'
export type { FormSlots } from './slots.ts'
