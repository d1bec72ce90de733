import { type FormEvent, useState } from 'react'
import { Button, ErrorSummary, TextField, toast, useText } from '#platform/web-ui/index.ts'
import { SidePanel } from '#platform/web-ui/desk.ts'
import { Select } from 'antd'
import { type ContactRole, contactRoles } from '../rules/index.ts'
import { type Contact, type UnitDetail, unitsApi } from './api.ts'

const empty: Contact = { role: 'liaison', name: '', phone: '', email: '', note: '' }

/** Whom to reach at a unit: all of them at once, the first is the first to call. */
export const ContactsForm = ({ unit, onClose, onDone }: { readonly unit: UnitDetail; readonly onClose: () => void; readonly onDone: () => void }) => {
  const { t } = useText()
  const [contacts, setContacts] = useState<readonly Contact[]>(unit.contacts.length > 0 ? unit.contacts : [empty])
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const put = (i: number, change: Partial<Contact>): void => setContacts(contacts.map((c, at) => (at === i ? { ...c, ...change } : c)))
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      await unitsApi.contacts(
        unit.id,
        contacts.filter((c) => c.name.trim() || c.phone.trim() || c.email.trim()),
      )
      toast({ text: t('organisations:page.units.contacts_saved') })
      onDone()
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <SidePanel open onClose={onClose} title={t('organisations:page.units.contacts_of', { name: unit.name })}>
      <form onSubmit={(event) => void submit(event)} noValidate className="b-stack">
        <ErrorSummary error={error} />
        {contacts.map((contact, i) => (
          <fieldset key={i} className="or-contact">
            <legend className="b-unseen">{t('organisations:page.units.contact_n', { n: i + 1 })}</legend>
            <div className="b-row">
              <Select<ContactRole>
                aria-label={t('organisations:page.units.contact_role')}
                style={{ minWidth: 160 }}
                value={contact.role}
                onChange={(role) => put(i, { role })}
                options={contactRoles.map((role) => ({ value: role, label: t(`organisations:contact_roles.${role}`) }))}
              />
              <Button kind="quiet" size="small" icon="close" onClick={() => setContacts(contacts.filter((_, at) => at !== i))}>
                {t('ui:kit.remove')}
              </Button>
            </div>
            <div className="b-two">
              <TextField
                label={t('organisations:page.units.contact_name')}
                value={contact.name}
                maxLength={100}
                onChange={(event) => put(i, { name: event.target.value })}
              />
              <TextField
                label={t('organisations:fields.phone')}
                type="tel"
                value={contact.phone}
                maxLength={60}
                onChange={(event) => put(i, { phone: event.target.value })}
              />
              <TextField
                label={t('organisations:fields.email')}
                type="email"
                value={contact.email}
                maxLength={200}
                onChange={(event) => put(i, { email: event.target.value })}
              />
              <TextField
                label={t('organisations:fields.note')}
                value={contact.note}
                maxLength={500}
                onChange={(event) => put(i, { note: event.target.value })}
              />
            </div>
          </fieldset>
        ))}
        <div>
          <Button icon="plus" onClick={() => setContacts([...contacts, empty])}>
            {t('organisations:page.units.add_contact')}
          </Button>
        </div>
        <div className="b-side-foot">
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {t('ui:kit.save')}
          </Button>
        </div>
      </form>
    </SidePanel>
  )
}
