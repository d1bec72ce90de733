import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { ErrorState, LoadingSkeleton } from './states.tsx'
import { useText } from './i18n.ts'

export type Column<Row> = {
  readonly key: string
  readonly title: ReactNode
  readonly cell: (row: Row) => ReactNode
  readonly number?: boolean
  readonly wide?: boolean
}
export type DataTableProps<Row> = {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** What opens a row: the first cell becomes a button, and the whole line can be clicked. */
  readonly onOpen?: (row: Row) => void
  readonly selected?: string | null
  readonly empty?: ReactNode
  readonly loading?: boolean
  readonly error?: unknown
  readonly onRetry?: () => void
  readonly more?: boolean
  readonly fetching?: boolean
  readonly onMore?: () => void
  readonly foot?: ReactNode
}

/** A table that stays a table for print and screen readers, and folds into cards on a phone. */
export const DataTable = <Row,>({
  label,
  columns,
  rows,
  rowKey,
  onOpen,
  selected,
  empty,
  loading,
  error,
  onRetry,
  more,
  fetching,
  onMore,
  foot,
}: DataTableProps<Row>) => {
  const { t } = useText()
  if (error) return <ErrorState error={error} {...(onRetry ? { onRetry } : {})} />
  if (loading) return <LoadingSkeleton lines={6} />
  if (rows.length === 0 && empty) return <>{empty}</>
  return (
    <>
      <div className="b-data-box">
        <table className="b-table b-data" aria-label={label} data-open={onOpen ? true : undefined}>
          <thead>
            <tr>
              {columns.map((c) => (
                <th key={c.key} scope="col" className={c.number ? 'b-number' : undefined}>
                  {c.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr
                key={rowKey(row)}
                aria-current={selected === rowKey(row) || undefined}
                onClick={
                  onOpen
                    ? (event) => {
                        if (!(event.target as HTMLElement).closest('a,button,input,label')) onOpen(row)
                      }
                    : undefined
                }
              >
                {columns.map((c, i) => {
                  const cell = c.cell(row)
                  return (
                    <td
                      key={c.key}
                      className={c.number ? 'b-number' : undefined}
                      data-wide={c.wide || undefined}
                      data-label={typeof c.title === 'string' ? c.title : undefined}
                      data-empty={cell === null || cell === '' || undefined}
                    >
                      {i === 0 && onOpen ? (
                        <button type="button" className="b-data-open" onClick={() => onOpen(row)}>
                          {cell}
                        </button>
                      ) : (
                        <div className="b-cell">{cell}</div>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more && onMore ? (
        <p className="b-data-more">
          <Button busy={fetching ?? false} onClick={onMore}>
            {t('ui:kit.more')}
          </Button>
        </p>
      ) : null}
      {foot ? <p className="b-small b-quiet">{foot}</p> : null}
    </>
  )
}
