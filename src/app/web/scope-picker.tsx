import { useQuery } from '@tanstack/react-query'
import { Popover, Segmented } from 'antd'
import { useCallback, useState } from 'react'
import { isUuid } from '#base/ids.ts'
import { api, Button, Icon, useCity, useSession, useText, useUrlState } from '#platform/web-ui/index.ts'
import { RemoteSelect, type RemoteOption } from '#platform/web-ui/desk.ts'

type Kind = 'area' | 'unit'
type Named = { readonly id: string; readonly name: string; readonly parent_name?: string | null }
const paths: Readonly<Record<Kind, string>> = { area: '/api/areas', unit: '/api/units' }

const readRow = (row: Record<string, unknown>): RemoteOption => {
  const note = row['path_names'] ?? (Array.isArray(row['parents']) ? row['parents'].join(' ') : null)
  return { value: String(row['id']), label: String(row['name']), ...(typeof note === 'string' ? { note } : {}) }
}

/** The name of what an id in the address bar means. */
export const useNamed = (kind: Kind, id: string | undefined): Named | null => {
  const answer = useQuery({
    queryKey: ['named', kind, id],
    enabled: isUuid(id ?? ''),
    staleTime: 3_600_000,
    queryFn: ({ signal }) => api.get<Named>(`${paths[kind]}/${id}`, {}, signal),
    retry: false,
  })
  return answer.data ?? null
}

/** One scope for the whole page, an area or a unit, kept in the address bar. */
export const ScopePicker = () => {
  const { t } = useText()
  const city = useCity()
  const { roles } = useSession()
  const [search, set] = useUrlState()
  const [open, setOpen] = useState(false)
  const [kind, setKind] = useState<Kind>(search['unit'] ? 'unit' : 'area')
  const area = useNamed('area', search['area'])
  const unit = useNamed('unit', search['unit'])
  const asked = search['unit'] ?? search['area']
  // Roles name their places by path; every list takes a path as well as an id.
  const held = roles.flatMap((role) => [
    ...(role.area_path?.includes('.') && role.area_name ? [{ kind: 'area' as const, id: role.area_path, name: role.area_name }] : []),
    ...(role.unit_path && role.unit_name ? [{ kind: 'unit' as const, id: role.unit_path, name: role.unit_name }] : []),
  ])
  const own = held.find((one) => one.id === asked)
  const chosen = own ?? (search['unit'] ? unit : search['area'] ? area : null)
  const choose = useCallback(
    (next: { readonly area?: string | null; readonly unit?: string | null }): void => {
      set({ area: next.area ?? null, unit: next.unit ?? null, cursor: null, case: null }, { push: true })
      setOpen(false)
    },
    [set],
  )
  const known = chosen ? { value: chosen.id, label: chosen.name } : null
  const label = chosen
    ? ['parent_name' in chosen ? chosen.parent_name : null, chosen.name].filter(Boolean).join(' ')
    : asked
      ? t('ui:scope.chosen')
      : city.name || t('ui:scope.all')
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={open}
      onOpenChange={setOpen}
      content={
        <div className="f-scope">
          <Segmented<Kind>
            block
            value={kind}
            onChange={setKind}
            options={[
              { value: 'area', label: t('ui:scope.area') },
              { value: 'unit', label: t('ui:scope.unit') },
            ]}
          />
          <RemoteSelect
            key={kind}
            path={paths[kind]}
            {...(kind === 'area' ? { first: { level: 'district' } } : {})}
            read={readRow}
            label={t(`ui:scope.${kind}`)}
            placeholder={t(`ui:scope.find_${kind}`)}
            value={search[kind] ?? null}
            known={known}
            onChange={(id) => choose({ [kind]: id })}
          />
          {held.length > 0 ? (
            <div className="f-scope-held">
              <span className="b-quiet b-small">{t('ui:scope.mine')}</span>
              {held.map((h) => (
                <Button key={h.id} size="small" onClick={() => choose({ [h.kind]: h.id })}>
                  {h.name}
                </Button>
              ))}
            </div>
          ) : null}
          <Button size="small" onClick={() => choose({})}>
            {t('ui:scope.everything')}
          </Button>
        </div>
      }
    >
      <Button aria-label={t('ui:scope.label', { name: label })}>
        <span className="f-chip">
          <span>{label}</span>
          <Icon name="down" size={12} />
        </span>
      </Button>
    </Popover>
  )
}
