import { useMemo } from 'react'
import { chooseLanguage, chooseTheme, type Command, keptSearch, showKeyboardHelp, useGo, useSignOut, useText } from '#platform/web-ui/index.ts'
import type { Place } from './places.ts'

/** What the palette offers everywhere: the places, language, theme, signing out. */
export const useShellCommands = (places: readonly Place[]): readonly Command[] => {
  const { t, language } = useText()
  const go = useGo()
  const signOut = useSignOut()
  return useMemo(
    () => [
      ...places.map((place): Command => ({
        id: `place:${place.path}`,
        group: t('ui:palette.go'),
        label: t(place.nav.label ?? place.title),
        icon: place.nav.icon,
        words: place.path,
        ...(place.nav.key ? { keys: `g ${place.nav.key}` } : {}),
        run: () => go(place.path, keptSearch(Object.fromEntries(new URLSearchParams(location.search)))),
      })),
      { id: 'keys', group: t('ui:palette.help'), label: t('ui:keys.title'), icon: 'keyboard', keys: '?', run: showKeyboardHelp },
      {
        id: 'language',
        group: t('ui:palette.settings'),
        label: language === 'en' ? '切换到中文' : 'Switch to English',
        icon: 'language',
        words: 'language 语言',
        run: () => void chooseLanguage(language === 'en' ? 'zh-CN' : 'en'),
      },
      ...(['light', 'dark', 'system'] as const).map((theme): Command => ({
        id: `theme:${theme}`,
        group: t('ui:palette.settings'),
        label: t('ui:theme.now', { name: t(`ui:theme.${theme}`) }),
        icon: 'theme',
        run: () => chooseTheme(theme),
      })),
      { id: 'password', group: t('ui:palette.settings'), label: t('access:page.password.title'), icon: 'lock', run: () => go('/password') },
      {
        id: 'sign-out',
        group: t('ui:palette.settings'),
        label: t('access:page.sign_out'),
        icon: 'user',
        run: () => void signOut().then(() => go('/sign-in')),
      },
    ],
    [places, t, language, go, signOut],
  )
}
