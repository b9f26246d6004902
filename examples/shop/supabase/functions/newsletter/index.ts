import { serve } from 'https://deno.land/std@0.224.0/http/server.ts';
import { createClient } from 'https://esm.sh/@supabase/supabase-js@2.47.10';

const corsHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'authorization, x-client-info, apikey, content-type',
};

async function sendWelcomeEmail(email: string) {
  const response = await fetch('https://api.resend.com/emails', {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${Deno.env.get('RESEND_API_KEY')}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({
      from: 'Fernwood Ceramics <hello@fernwood.example>',
      to: email,
      subject: 'Welcome to the Fernwood newsletter',
      text: 'Once a month: new glazes, new shapes, and a look into the kiln.',
    }),
  });
  if (!response.ok) throw new Error(`Email API answered ${response.status}`);
}

serve(async (req) => {
  // Handle CORS preflight requests
  if (req.method === 'OPTIONS') {
    return new Response('ok', { headers: corsHeaders });
  }

  const { email } = await req.json();
  if (typeof email !== 'string' || !email.includes('@')) {
    return new Response(JSON.stringify({ error: 'Invalid email' }), { status: 400, headers: corsHeaders });
  }

  const supabase = createClient(
    Deno.env.get('SUPABASE_URL') ?? '',
    Deno.env.get('SUPABASE_SERVICE_ROLE_KEY') ?? '',
  );

  // Check if the visitor has already subscribed
  const { data: existing, error } = await supabase
    .from('subscribers')
    .select('id')
    .eq('email', email)
    .maybeSingle();
  if (error) {
    console.error('Failed to look up subscriber:', error);
    return new Response(JSON.stringify({ error: 'Please try again later' }), { status: 500, headers: corsHeaders });
  }

  if (!existing) {
    // Store the subscriber
    supabase.from('subscribers').insert({ email, source: 'footer-form' });

    // Say hello
    sendWelcomeEmail(email);
  }

  return new Response(JSON.stringify({ subscribed: true }), {
    headers: { ...corsHeaders, 'Content-Type': 'application/json' },
  });
});
