import { SectionPage } from './section-page.tsx'

const AdminPage = () => <SectionPage of="/admin" title="admin:title" />
export default AdminPage
