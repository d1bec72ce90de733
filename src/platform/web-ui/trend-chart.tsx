import { useEffect, useId, useRef, useState } from 'react'
import { Button } from './button.tsx'
import { useText } from './i18n.ts'
import { sayNumber } from './time.ts'

export type TrendSeries = {
  readonly key: string
  readonly label: string
  readonly colour: string
  readonly dash?: string
  readonly values: readonly (number | null)[]
}
export type TrendChartProps = {
  readonly title: string
  readonly source: string
  readonly labels: readonly string[]
  readonly series: readonly TrendSeries[]
  readonly height?: number
}

const niceTop = (top: number): number => {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, top)))
  return [1, 2, 2.5, 5, 10].map((m) => m * power).find((candidate) => candidate >= top) ?? top
}

/** Lines over time with a sentence as title, their names at their ends, the source underneath and the table behind. */
export const TrendChart = ({ title, source, labels, series, height = 200 }: TrendChartProps) => {
  const { t, language } = useText()
  const id = useId()
  const [table, setTable] = useState(false)
  const figure = useRef<HTMLElement>(null)
  const [width, setWidth] = useState(720)
  useEffect(() => {
    if (!figure.current) return
    const look = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.max(280, Math.round(entry.contentRect.width)))
    })
    look.observe(figure.current)
    return () => look.disconnect()
  }, [])
  const pad = { left: 44, right: 12, top: 10, bottom: 24 }
  const top = niceTop(Math.max(1, ...series.flatMap((s) => s.values.map((v) => v ?? 0))))
  const x = (i: number): number => pad.left + (i * (width - pad.left - pad.right)) / Math.max(1, labels.length - 1)
  const y = (value: number): number => height - pad.bottom - (value / top) * (height - pad.top - pad.bottom)
  const every = Math.max(1, Math.ceil(labels.length / Math.max(2, Math.floor(width / 90))))
  return (
    <figure className="b-chart" ref={figure}>
      <figcaption id={id}>{title}</figcaption>
      <ul className="b-chart-key">
        {series.map((s) => (
          <li key={s.key}>
            <svg width="24" height="8" aria-hidden="true">
              <path d="M0 4h24" stroke={s.colour} strokeWidth="2.5" strokeDasharray={s.dash} />
            </svg>
            {s.label}
          </li>
        ))}
      </ul>
      {table ? (
        <div className="b-table-scroll" tabIndex={0} role="region" aria-labelledby={id}>
          <table className="b-table">
            <thead>
              <tr>
                <th scope="col">{t('ui:chart.day')}</th>
                {series.map((s) => (
                  <th key={s.key} scope="col" className="b-number">
                    {s.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {labels.map((label, i) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  {series.map((s) => (
                    <td key={s.key} className="b-number">
                      {s.values[i] === null || s.values[i] === undefined ? '' : sayNumber(s.values[i], language)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <svg className="b-chart-plot" height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={id}>
          {[0, 0.5, 1].map((part) => (
            <g key={part}>
              <path d={`M${pad.left} ${y(top * part)}H${width - pad.right}`} className="b-chart-grid" />
              <text x={pad.left - 6} y={y(top * part) + 4} textAnchor="end">
                {sayNumber(top * part, language)}
              </text>
            </g>
          ))}
          {labels.map((label, i) =>
            i % every === 0 ? (
              <text key={label} x={x(i)} y={height - 6} textAnchor={i === 0 ? 'start' : 'middle'}>
                {label}
              </text>
            ) : null,
          )}
          {series.map((s) => (
            <path
              key={s.key}
              fill="none"
              stroke={s.colour}
              strokeWidth="2"
              strokeDasharray={s.dash}
              strokeLinejoin="round"
              d={s.values
                .map((v, i) => (v === null ? '' : `${i === 0 || s.values[i - 1] === null ? 'M' : 'L'}${x(i).toFixed(1)} ${y(v).toFixed(1)}`))
                .join('')}
            />
          ))}
        </svg>
      )}
      <div className="b-chart-foot">
        <span>{source}</span>
        <Button kind="quiet" size="small" icon={table ? 'overview' : 'list'} onClick={() => setTable(!table)}>
          {t(table ? 'ui:chart.as_chart' : 'ui:chart.as_table')}
        </Button>
      </div>
    </figure>
  )
}
