import '#platform/web-ui/base.css'
import '#platform/web-ui/parts.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { FieldApp } from '#inspections/web/field/entry.tsx'
import { basePath } from '#platform/web-ui/api.ts'
import { startTexts } from '#platform/web-ui/i18n.ts'
import { startTheme } from '#platform/web-ui/theme.ts'
import { keepApp } from './service-worker/keep-app.ts'

/** The inspector's app starts by itself, without the desk around it: everything it needs comes from the phone's own cache. */
startTheme()
const manifest = document.createElement('link')
manifest.rel = 'manifest'
// Under /city/<slug>/ the app installed is that city's.
manifest.href = `${basePath}/field.webmanifest`
document.head.append(manifest)
await startTexts()
const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')
createRoot(root).render(
  <StrictMode>
    <FieldApp updates={keepApp(basePath)} />
  </StrictMode>,
)
