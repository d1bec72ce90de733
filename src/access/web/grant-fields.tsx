import { Select } from 'antd'
import { Choices, Field, useText } from '#platform/web-ui/index.ts'
import { AreaSelect } from '#areas/web/index.tsx'
import { UnitSelect } from '#organisations/web/index.tsx'
import { type Role, roles } from '../rules/index.ts'

export type GrantDraft = { readonly role: Role | null; readonly kind: 'area' | 'unit'; readonly area: string | null; readonly unit: string | null }
export const noGrant: GrantDraft = { role: null, kind: 'area', area: null, unit: null }
/** What is missing before it can be granted, as a key; null when complete. */
export const grantGap = (g: GrantDraft): 'role_missing' | 'where_missing' | null =>
  g.role === null ? 'role_missing' : g.role !== 'resident' && (g.kind === 'area' ? g.area : g.unit) === null ? 'where_missing' : null
export const grantBody = (g: GrantDraft) => ({
  role: g.role as Role,
  area_id: g.role !== 'resident' && g.kind === 'area' ? g.area : null,
  unit_id: g.role !== 'resident' && g.kind === 'unit' ? g.unit : null,
})

/** A role and where it holds: handlers belong to a unit, most others to an area. */
export const GrantFields = ({ value, onChange }: { readonly value: GrantDraft; readonly onChange: (next: GrantDraft) => void }) => {
  const { t } = useText()
  return (
    <>
      <Field label={t('access:manage.accounts.role')}>
        {(id) => (
          <Select<Role>
            id={id}
            allowClear
            aria-label={t('access:manage.accounts.role')}
            style={{ width: '100%' }}
            placeholder={t('ui:form.choose')}
            value={value.role as Role}
            onChange={(role: Role | undefined) => onChange({ ...value, role: role ?? null, kind: role === 'handler' ? 'unit' : value.kind })}
            options={roles.map((role) => ({ value: role, label: t(`access:roles.${role}`) }))}
          />
        )}
      </Field>
      {value.role === 'resident' || value.role === null ? null : (
        <>
          <Choices
            label={t('access:manage.accounts.on')}
            name="grant-on"
            value={value.kind}
            onChange={(kind) => onChange({ ...value, kind: kind as 'area' | 'unit' })}
            choices={[
              { value: 'area', label: t('access:manage.accounts.on_area') },
              { value: 'unit', label: t('access:manage.accounts.on_unit') },
            ]}
          />
          {value.kind === 'area' ? (
            <Field label={t('access:manage.accounts.area')}>
              {(id) => (
                <AreaSelect id={id} label={t('access:manage.accounts.area')} value={value.area} onChange={(area) => onChange({ ...value, area })} />
              )}
            </Field>
          ) : (
            <Field label={t('access:manage.accounts.unit')}>
              {(id) => (
                <UnitSelect id={id} label={t('access:manage.accounts.unit')} value={value.unit} onChange={(unit) => onChange({ ...value, unit })} />
              )}
            </Field>
          )}
        </>
      )}
    </>
  )
}
