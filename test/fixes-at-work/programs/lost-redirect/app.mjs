import { redirect } from 'react-router';

export const saved = [];

export async function action({ request }) {
  const form = await request.formData();
  try {
    saved.push(form.get('name'));
    throw redirect('/orders');
  } catch (error) {
    console.error(error);
    return { error: 'Could not save the order' };
  }
}
