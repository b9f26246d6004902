import type { LibraryModel } from './model.ts';

export const firebase: LibraryModel = {
  library: 'firebase',
  entries: [
    {
      path: 'firebase.{setDoc,addDoc,updateDoc,deleteDoc,getDoc,getDocs,getCountFromServer,signOut,signInWithPopup,signInWithRedirect,signInWithCredential,signInWithCustomToken,signInAnonymously,signInWithEmailAndPassword,createUserWithEmailAndPassword,sendEmailVerification,sendPasswordResetEmail,updateProfile,updateEmail,updatePassword,deleteUser,uploadBytes,uploadString,getDownloadURL,deleteObject,runTransaction,set,update,remove,get,getToken,writeBatch().commit,httpsCallable()}()',
      is: [{ rejects: 'may' }],
    },
  ],
};

export const firebaseAdmin: LibraryModel = {
  library: 'firebase-admin',
  entries: [
    // What a batch or a transaction is told to do happens when it is committed, and that is what is awaited.
    {
      path: 'firebase-admin.**.{batch(),bulkWriter(),runTransaction#0.0}.**.{set,add,create,update,delete}()',
      is: [],
    },
    {
      path: 'firebase-admin.**.{set,add,update,delete,get,commit,send,verifyIdToken,createUser,deleteUser,setCustomUserClaims}()',
      is: [{ rejects: 'may' }],
    },
  ],
};
