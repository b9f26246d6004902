interface Message {
  to: string;
  subject: string;
  text: string;
}

interface ReceiptOrder {
  id: string;
  email: string;
  total: number;
}

async function sendEmail(message: Message) {
  const response = await fetch('https://api.resend.com/emails', {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${process.env.RESEND_API_KEY}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({ from: 'Fernwood Ceramics <hello@fernwood.example>', ...message }),
    signal: AbortSignal.timeout(10_000),
  });

  if (!response.ok) {
    throw new Error(`Email API answered ${response.status}`);
  }
}

const formatPrice = (cents: number) => `$${(cents / 100).toFixed(2)}`;

export async function sendReceipt(order: ReceiptOrder) {
  await sendEmail({
    to: order.email,
    subject: `Your Fernwood order ${order.id}`,
    text: `Thank you for your order! We charged ${formatPrice(order.total)} to your card.`,
  });
}

export async function sendCartReminder(email: string, cartId: string) {
  await sendEmail({
    to: email,
    subject: 'You left something on the shelf',
    text: `Your cart is still waiting for you: https://fernwood.example/cart/${cartId}`,
  });
}
