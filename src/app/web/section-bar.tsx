import { useEffect, useRef } from 'react'
import { Go, useMay, useText } from '#platform/web-ui/index.ts'
import { pagesOfSection } from './sections.ts'

/** The other pages of the same place, one tap away; on a phone the row scrolls, with the present one in sight. */
export const SectionBar = ({ of, current, title }: { readonly of: string; readonly current: string; readonly title: string }) => {
  const { t } = useText()
  const may = useMay()
  const bar = useRef<HTMLElement>(null)
  useEffect(() => {
    const row = bar.current
    const here = row?.querySelector<HTMLElement>('[aria-current]')
    if (row && here) row.scrollLeft = here.offsetLeft - (row.clientWidth - here.offsetWidth) / 2
  }, [current])
  return (
    <nav ref={bar} className="f-section b-no-print" aria-label={t(title)}>
      <Go to={of} {...{ activeOptions: { exact: true } }}>
        {t(title)}
      </Go>
      {pagesOfSection(of, may).map((page) => (
        <Go key={page.path} to={page.path} aria-current={page.path === current ? 'page' : undefined}>
          {t(page.section.label)}
        </Go>
      ))}
    </nav>
  )
}
