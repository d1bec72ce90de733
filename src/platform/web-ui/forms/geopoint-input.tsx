import { useState } from 'react'
import type { GeoPoint } from '#platform/forms/index.ts'
import { Button } from '../button.tsx'
import { useText } from '../i18n.ts'
import type { InputProps } from './slots.ts'

/** Asks the device where it is, once, when pressed; says how exactly it knows. */
export const GeoPointInput = ({ node, disabled, onChange }: InputProps) => {
  const { t } = useText()
  const [state, setState] = useState<'idle' | 'asking' | 'failed'>('idle')
  const value = typeof node.value === 'object' ? (node.value as GeoPoint | null) : null
  const ask = (): void => {
    setState('asking')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('idle')
        onChange({ lon: coords.longitude, lat: coords.latitude, accuracy_m: coords.accuracy, altitude_m: coords.altitude })
      },
      () => setState('failed'),
      { enableHighAccuracy: true, timeout: 20_000 },
    )
  }
  return (
    <div className="fo-geopoint">
      <p className="b-number" role="status">
        {value ? t('forms:view.geopoint.at', { lat: value.lat.toFixed(5), lon: value.lon.toFixed(5), m: Math.round(value.accuracy_m ?? 0) })
          : state === 'failed' ? t('forms:view.geopoint.failed') : t('forms:view.geopoint.none')}
      </p>
      <span className="b-row">
        {disabled || !('geolocation' in navigator) ? null : <Button icon="pin" busy={state === 'asking'} onClick={ask}>{t('forms:view.geopoint.ask')}</Button>}
        {value && !disabled ? <Button kind="quiet" onClick={() => onChange(null)}>{t('forms:view.clear')}</Button> : null}
      </span>
    </div>
  )
}
