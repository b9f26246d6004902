import type { LibraryModel } from './model.ts';

export const firebase: LibraryModel = {
  library: 'firebase',
  entries: [
    {
      path: 'firebase.{setDoc,addDoc,updateDoc,deleteDoc,getDoc,getDocs,signOut,signInWithPopup,signInWithEmailAndPassword,createUserWithEmailAndPassword,sendPasswordResetEmail,updateProfile,uploadBytes,uploadString,getDownloadURL,runTransaction,set,update,remove}()',
      is: [{ rejects: 'may' }],
    },
  ],
};

export const firebaseAdmin: LibraryModel = {
  library: 'firebase-admin',
  entries: [
    {
      path: 'firebase-admin.**.{set,add,update,delete,get,commit,send,verifyIdToken,createUser,deleteUser,setCustomUserClaims}()',
      is: [{ rejects: 'may' }],
    },
  ],
};
