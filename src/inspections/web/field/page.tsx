import { useEffect } from 'react'
import { apiUrl, LoadingSkeleton } from '#platform/web-ui/index.ts'

/**
 * The way from the desk to the inspector's app. The app is a page of its own that the phone keeps, so it is loaded and not drawn here;
 * the address is the same, only asked of the server (or of the worker) instead of the desk's router.
 */
const FieldPage = () => {
  useEffect(() => {
    if (import.meta.env.PROD) location.reload()
    else location.replace(apiUrl('/field.html'))
  }, [])
  return <LoadingSkeleton />
}
export default FieldPage
