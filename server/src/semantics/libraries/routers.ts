import type { Fact, LibraryModel } from './model.ts';

const routing: readonly Fact[] = [{ ignorable: true }, { rejects: 'never', because: 'the router shows what fails' }];

export const reactRouter: LibraryModel = {
  library: 'react-router',
  entries: [
    { path: 'react-router.useNavigate()()', is: [{ ignorable: true }] },
    { path: 'react-router.NavigateFunction()()', is: [{ ignorable: true }] },
    {
      path: 'react-router.{useRevalidator,useRouter,useFetcher}().{revalidate,navigate,submit,load}()',
      is: routing,
    },
    { path: 'react-router.useSubmit()()', is: [{ ignorable: true }] },
  ],
};

export const reactRouterDom: LibraryModel = {
  library: 'react-router-dom',
  entries: [
    { path: 'react-router-dom.useNavigate()()', is: [{ ignorable: true }] },
    { path: 'react-router-dom.NavigateFunction()()', is: [{ ignorable: true }] },
    {
      path: 'react-router-dom.{useRevalidator,useRouter,useFetcher}().{revalidate,navigate,submit,load}()',
      is: routing,
    },
    { path: 'react-router-dom.useSubmit()()', is: [{ ignorable: true }] },
  ],
};

export const tanstackRouter: LibraryModel = {
  library: '@tanstack/react-router',
  entries: [
    { path: '@tanstack/react-router.useNavigate()()', is: routing },
    {
      path: '@tanstack/react-router.{useRouter,Router,createRouter}().{navigate,invalidate,preloadRoute}()',
      is: routing,
    },
  ],
};

export const next: LibraryModel = {
  library: 'next',
  entries: [
    { path: 'next.{useRouter()}.{push,replace,prefetch,reload}()', is: routing },
    { path: 'next.{NextRouter,SingletonRouter,Router}().{push,replace,prefetch}()', is: routing },
    { path: 'next.router.{push,replace,prefetch}()', is: routing },
  ],
};

export const vueRouter: LibraryModel = {
  library: 'vue-router',
  entries: [{ path: 'vue-router.{useRouter,createRouter,Router}().{push,replace}()', is: routing }],
};

export const angularRouter: LibraryModel = {
  library: '@angular/router',
  entries: [{ path: '@angular/router.Router().{navigate,navigateByUrl}()', is: routing }],
};
