import { SectionPage } from './section-page.tsx'

const InspectionsPage = () => <SectionPage of="/inspections" title="inspections:section.title" />
export default InspectionsPage
