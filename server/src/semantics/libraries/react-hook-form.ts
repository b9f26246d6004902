import type { LibraryModel } from './model.ts';

export const reactHookForm: LibraryModel = {
  library: 'react-hook-form',
  entries: [
    {
      path: 'react-hook-form.{useForm,useFormContext}().handleSubmit()()',
      is: [{ rejects: 'never', because: 'it rejects only with what its own callback throws' }],
    },
    {
      path: 'react-hook-form.{useForm,useFormContext}().trigger()',
      is: [{ rejects: 'never', because: 'it keeps errors in the state of the form' }],
    },
  ],
};
