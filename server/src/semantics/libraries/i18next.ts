import type { LibraryModel } from './model.ts';

export const i18next: LibraryModel = {
  library: 'i18next',
  entries: [
    {
      path: 'i18next.**.{changeLanguage,init,loadNamespaces,loadLanguages}()',
      is: [{ rejects: 'never', because: 'i18next logs what it cannot load' }],
    },
    {
      path: 'i18next.i18n().{changeLanguage,init}()',
      is: [{ rejects: 'never', because: 'i18next logs what it cannot load' }],
    },
  ],
};

export const reactI18next: LibraryModel = {
  library: 'react-i18next',
  entries: [
    {
      path: 'react-i18next.useTranslation().i18n.changeLanguage()',
      is: [{ rejects: 'never', because: 'i18next logs what it cannot load' }],
    },
  ],
};
