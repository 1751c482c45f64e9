// usage: node icaljs.mjs FILE.ics      what ical.js (Thunderbird, Nextcloud) reads, as JSON; zones from the file alone
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf8")));
const zones = calendar.getAllSubcomponents("vtimezone");
ICAL.TimezoneService.reset();
for (const zone of zones) ICAL.TimezoneService.register(zone);

const when = (time) => {
  if (time.isDate) return time.toString();
  if (time.zone === ICAL.Timezone.localTimezone) return `floating ${time.toString()}`;
  return time.convertToZone(ICAL.Timezone.utcTimezone).toString();
};
const mailbox = (property) => property && property.getFirstValue().replace(/^mailto:/i, "");

const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  const organizer = component.getFirstProperty("organizer");
  return {
    uid: event.uid,
    start: when(event.startDate),
    end: when(event.endDate),
    summary: event.summary,
    description: event.description,
    location: event.location,
    organizer: mailbox(organizer),
    name: organizer && organizer.getParameter("cn"),
    attendees: component.getAllProperties("attendee").map(mailbox),
    sequence: event.sequence,
    status: component.getFirstPropertyValue("status"),
    method: calendar.getFirstPropertyValue("method"),
    complaints: [],
  };
});
console.log(JSON.stringify(events));
