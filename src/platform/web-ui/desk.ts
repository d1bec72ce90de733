// The desk door: parts that stand on Ant Design. Import it only from pages of the staff frame.
export { DeskProvider } from './desk-provider.tsx'
export { RemoteSelect, type RemoteOption, type RemoteSelectProps } from './remote-select.tsx'
