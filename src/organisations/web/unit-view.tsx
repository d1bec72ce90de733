import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, ErrorState, Go, Icon, LoadingSkeleton, Panel, StateTag, toast, useMay, useText, useToday } from '#platform/web-ui/index.ts'
import { DataTable, ReasonDialog } from '#platform/web-ui/desk.ts'
import { areasApi } from '#areas/web/index.tsx'
import { type Contact, type UnitDetail, unitsApi } from './api.ts'
import { ContactsForm } from './contacts-form.tsx'
import { DutyWords } from './duty-words.tsx'
import { UnitForm } from './unit-form.tsx'

const Contacts = ({ unit, onEdit }: { readonly unit: UnitDetail; readonly onEdit: (() => void) | null }) => {
  const { t } = useText()
  return (
    <Panel
      title={t('organisations:fields.contacts')}
      actions={
        onEdit ? (
          <Button size="small" onClick={onEdit}>
            {t('ui:kit.edit')}
          </Button>
        ) : null
      }
    >
      <DataTable<Contact & { readonly i: number }>
        label={t('organisations:fields.contacts')}
        rows={unit.contacts.map((c, i) => ({ ...c, i }))}
        rowKey={(c) => String(c.i)}
        empty={<p className="b-quiet">{t('organisations:page.units.no_contacts')}</p>}
        columns={[
          { key: 'role', title: t('organisations:page.units.contact_role'), cell: (c) => t(`organisations:contact_roles.${c.role}`) },
          { key: 'name', title: t('organisations:page.units.contact_name'), cell: (c) => c.name },
          {
            key: 'phone',
            title: t('organisations:fields.phone'),
            cell: (c) => (c.phone ? <a href={`tel:${c.phone.replaceAll(/[^\d+]/g, '')}`}>{c.phone}</a> : ''),
          },
          { key: 'email', title: t('organisations:fields.email'), cell: (c) => (c.email ? <a href={`mailto:${c.email}`}>{c.email}</a> : '') },
          { key: 'note', title: t('organisations:fields.note'), cell: (c) => c.note },
        ]}
      />
    </Panel>
  )
}

/** One unit: where it stands, what it answers for, whom to reach, and what may be changed. */
export const UnitView = ({
  id,
  onSelect,
  onClear,
}: {
  readonly id: string
  readonly onSelect: (id: string) => void
  readonly onClear: () => void
}) => {
  const { t } = useText()
  const may = useMay()
  const today = useToday()
  const client = useQueryClient()
  const [doing, setDoing] = useState<'edit' | 'close' | 'add' | 'contacts' | null>(null)
  const answer = useQuery({ queryKey: ['units', 'detail', id], queryFn: ({ signal }) => unitsApi.detail(id, signal) })
  const areaId = answer.data?.area_id ?? null
  const area = useQuery({
    queryKey: ['areas', 'detail', areaId],
    enabled: areaId !== null,
    queryFn: ({ signal }) => areasApi.detail(areaId as string, signal),
  })
  if (answer.isError)
    return (
      <Panel>
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      </Panel>
    )
  if (!answer.data)
    return (
      <Panel>
        <LoadingSkeleton lines={8} />
      </Panel>
    )
  const unit = answer.data
  const closed = unit.valid_to ? t('organisations:page.units.closed_why', { day: unit.valid_to }) : undefined
  const refresh = (): void => {
    setDoing(null)
    void client.invalidateQueries({ queryKey: ['units'] })
  }
  const manage = may('organisations.manage')
  return (
    <div className="b-stack">
      <Panel>
        <Button className="or-back" kind="quiet" icon="left" onClick={onClear}>
          {t('ui:kit.back')}
        </Button>
        {unit.parents.length > 0 ? (
          <p className="or-chain">
            {unit.parents.map((name, i) => (
              <span key={name}>
                {i === unit.parents.length - 1 && unit.parent_id ? (
                  <button type="button" className="b-data-open" onClick={() => onSelect(unit.parent_id as string)}>
                    {name}
                  </button>
                ) : (
                  name
                )}
                <Icon name="right" size={10} />
              </span>
            ))}
          </p>
        ) : null}
        <div className="or-head">
          <h2 className="or-name">{unit.name}</h2>
          <StateTag tone={null}>{t(`organisations:kinds.${unit.kind}`)}</StateTag>
          {unit.valid_to ? <StateTag tone="closed">{t('organisations:page.units.closed_on', { day: unit.valid_to })}</StateTag> : null}
        </div>
        <dl className="b-facts">
          <dt>{t('organisations:fields.code')}</dt>
          <dd className="b-mono">{unit.code}</dd>
          <dt>{t('organisations:fields.area')}</dt>
          <dd>
            {area.data ? [...area.data.chain.slice(1, -1).map((a) => a.name), area.data.name].join(' ') : t('organisations:page.units.no_area')}
          </dd>
          <dt>{t('organisations:fields.duties')}</dt>
          <dd>
            <DutyWords duties={unit.duties} />
          </dd>
          <dt>{t('organisations:fields.valid_from')}</dt>
          <dd>{unit.valid_from}</dd>
          {unit.closed_reason ? (
            <>
              <dt>{t('organisations:fields.closed_reason')}</dt>
              <dd>{unit.closed_reason}</dd>
            </>
          ) : null}
        </dl>
        {manage ? (
          <div className="b-row or-actions">
            <Button refusal={closed} onClick={() => setDoing('edit')}>
              {t('ui:kit.edit')}
            </Button>
            <Button icon="plus" refusal={closed} onClick={() => setDoing('add')}>
              {t('organisations:page.units.add_below')}
            </Button>
            <Button refusal={closed} onClick={() => setDoing('close')}>
              {t('organisations:page.units.close')}
            </Button>
          </div>
        ) : null}
        <p className="b-row b-small or-actions">
          <Go to="/cases" search={{ unit: unit.id }}>
            {t('organisations:page.units.cases')}
          </Go>
          <Go to="/admin/duty" search={{ by: unit.id }}>
            {t('organisations:page.units.rules')}
          </Go>
        </p>
      </Panel>
      <Contacts unit={unit} onEdit={manage && !closed ? () => setDoing('contacts') : null} />
      {doing === 'edit' ? <UnitForm unit={unit} parentId={unit.parent_id} onClose={() => setDoing(null)} onDone={refresh} /> : null}
      {doing === 'add' ? (
        <UnitForm
          unit={null}
          parentId={unit.id}
          onClose={() => setDoing(null)}
          onDone={(made) => {
            refresh()
            onSelect(made)
          }}
        />
      ) : null}
      {doing === 'contacts' ? <ContactsForm unit={unit} onClose={() => setDoing(null)} onDone={refresh} /> : null}
      <ReasonDialog
        open={doing === 'close'}
        onClose={() => setDoing(null)}
        title={t('organisations:page.units.close_title', { name: unit.name })}
        action={t('organisations:page.units.close')}
        reasonLabel={t('organisations:fields.closed_reason')}
        day={{ label: t('organisations:page.units.close_from'), value: today, hint: t('organisations:page.units.close_hint') }}
        run={async ({ reason, day }) => {
          await unitsApi.close(unit.id, day, reason)
          toast({ text: t('organisations:page.units.closed_toast', { name: unit.name }) })
          refresh()
        }}
      />
    </div>
  )
}
