export { FieldApp } from './app.tsx'
