// usage: node composing.cjs GIVEN.json      messages a second of CPU time, by nodemailer, handlebars and ical-generator
const fs = require('node:fs');
const MailComposer = require('nodemailer/lib/mail-composer');
const Handlebars = require('handlebars');
const { default: ical } = require('ical-generator');
const { getVtimezoneComponent } = require('@touch4it/ical-timezones');

const prepare = (path) => {
  const given = JSON.parse(fs.readFileSync(path, 'utf8'));
  const html = Handlebars.compile(given.html);
  const text = Handlebars.compile(given.text, { noEscape: true });

  const calendar = (to) => {
    const made = ical({ prodId: '-//bench//press//SV', method: 'REQUEST' });
    made.timezone({ name: 'Europe/Stockholm', generator: getVtimezoneComponent });
    made.createEvent({
      id: 'uid@malmo.example', sequence: 0, start: '2012-01-25T15:00:00', end: '2012-01-25T15:45:00', timezone: 'Europe/Stockholm',
      summary: given.summary, location: given.location, description: given.description, status: 'CONFIRMED',
      organizer: { name: 'Malmö stads press', email: 'press@malmo.example' },
      attendees: [{ name: to.name, email: to.email, rsvp: true, status: 'NEEDS-ACTION', role: 'REQ-PARTICIPANT', type: 'INDIVIDUAL' }],
    });
    return made.toString();
  };

  const options = (to, number) => ({
    from: { name: 'Malmö stads press', address: 'press@malmo.example' }, to: { name: to.name, address: to.email },
    subject: `Pressinbjudan: ${given.summary}`, text: text(to), html: html(to), messageId: `<${number}@malmo.example>`,
    alternatives: [{ contentType: 'text/calendar; charset=utf-8; method=REQUEST', content: calendar(to) }],
    list: { unsubscribe: `mailto:press@malmo.example?subject=unsubscribe%20${number}` },
  });
  return { people: given.people, options };
};

const compose = (options) => new Promise((done, failed) => {
  new MailComposer(options).compile().build((error, octets) => (error ? failed(error) : done(octets)));
});

const main = async () => {
  const { people, options } = prepare(process.argv[2]);
  for (const [number, to] of people.slice(0, 50).entries()) await compose(options(to, number));
  const before = process.cpuUsage();
  for (const [number, to] of people.entries()) await compose(options(to, number));
  const { user, system } = process.cpuUsage(before);
  console.log((people.length / (user + system)) * 1e6);
};

module.exports = { prepare };
if (require.main === module) main();
