import '#platform/web-ui/base.css'
import '#platform/web-ui/parts.css'
import './frame.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { makeQueryClient, PanelsProvider, readyPanels, startTexts, startTheme } from '#platform/web-ui/index.ts'
import { panels } from './parts.ts'
import { makeRouter } from './router.tsx'

startTheme()
await startTexts()
const client = makeQueryClient()
const router = makeRouter()
const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <PanelsProvider value={readyPanels(panels)}>
        <RouterProvider router={router} />
      </PanelsProvider>
    </QueryClientProvider>
  </StrictMode>,
)
