// usage: node sending.cjs GIVEN.json PORT CONNECTIONS     composes and sends to each, by nodemailer's pool, handlebars and ical-generator
const fs = require('node:fs');
const nodemailer = require('nodemailer');
const { prepare } = require('./composing.cjs');

const [, , given, port, connections] = process.argv;
const { people, options } = prepare(given);
const pool = nodemailer.createTransport({
  pool: true, host: '127.0.0.1', port: Number(port), secure: false, ignoreTLS: true, maxConnections: Number(connections), maxMessages: Infinity, name: 'localhost',
});

let next = 0;
const lane = async () => {
  while (next < people.length) {
    const number = next++;
    await pool.sendMail(options(people[number], number));
  }
};

(async () => {
  await Promise.all(Array.from({ length: 2 * Number(connections) }, lane));
  pool.close();
})();
