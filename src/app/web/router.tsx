import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import {
  basePath,
  ErrorState,
  KeyboardHelp,
  LoadingSkeleton,
  parseSearch,
  stringifySearch,
  Toasts,
  type Frame,
  type PageRoute,
} from '#platform/web-ui/index.ts'
import { Guarded } from './guard.tsx'
import { Home } from './home.tsx'
import { NotFound } from './not-found.tsx'
import { pages } from './parts.ts'
import { sectionPlaces } from './places.ts'

const Root = () => (
  <>
    <Outlet />
    <KeyboardHelp />
    <Toasts />
  </>
)

const own: readonly PageRoute[] = [
  { path: '/sign-in', frame: 'bare', title: 'access:page.sign_in.title', load: () => import('./sign-in-page.tsx') },
  { path: '/login', frame: 'bare', title: 'access:page.sign_in.title', load: () => import('./to-sign-in-page.tsx') },
  { path: '/password', frame: 'bare', title: 'access:page.password.title', load: () => import('./password-page.tsx') },
  ...sectionPlaces,
]

export const makeRouter = () => {
  const root = createRootRoute({ component: Root, notFoundComponent: NotFound })
  const frames = {
    staff: createRoute({ getParentRoute: () => root, id: 'staff', component: lazyRouteComponent(() => import('./staff-frame.tsx')) }),
    public: createRoute({ getParentRoute: () => root, id: 'public', component: lazyRouteComponent(() => import('./public-frame.tsx')) }),
    bare: createRoute({ getParentRoute: () => root, id: 'bare', component: Outlet }),
  }
  const routeOf = (page: PageRoute) => {
    const Page = lazyRouteComponent(page.load as () => Promise<{ default: () => ReactNode }>, 'default')
    const component = () => (
      <Guarded page={page}>
        <Page />
      </Guarded>
    )
    return createRoute({ getParentRoute: () => frames[page.frame], path: page.path, component, loader: () => Page.preload?.() })
  }
  const all = [...own, ...pages]
  const home = all.some((page) => page.path === '/') ? [] : [createRoute({ getParentRoute: () => root, path: '/', component: Home })]
  const children = (frame: Frame) => all.filter((page) => page.frame === frame).map(routeOf)
  const tree = root.addChildren([
    ...home,
    frames.staff.addChildren(children('staff')),
    frames.public.addChildren(children('public')),
    frames.bare.addChildren(children('bare')),
  ])
  return createRouter({
    routeTree: tree,
    basepath: basePath || '/',
    parseSearch,
    stringifySearch: stringifySearch as never,
    defaultPreload: 'intent',
    defaultPreloadDelay: 80,
    scrollRestoration: true,
    defaultPendingMs: 200,
    defaultPendingComponent: () => <LoadingSkeleton lines={6} />,
    defaultErrorComponent: ({ error, reset }) => <ErrorState error={error} onRetry={reset} />,
  })
}
