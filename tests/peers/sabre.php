<?php
// usage: php sabre.php FILE.ics      what sabre/vobject (Nextcloud, ownCloud, Baïkal) reads and complains of, as JSON
error_reporting(E_ERROR);
require 'Sabre/VObject/autoload.php';

use Sabre\VObject\Reader;

// Debian's 2.1 undoes \n and \\ in a text and leaves \, and \; to its user; 4.x undoes all four itself
function text($property) {
    return $property === null ? null : strtr((string) $property, ['\\,' => ',', '\\;' => ';']);
}
function when($property) {
    if (preg_match('/^\d{8}$/', (string) $property)) {
        return preg_replace('/(....)(..)(..)/', '$1-$2-$3', (string) $property);
    }
    $moment = clone $property->getDateTime();
    return $moment->setTimezone(new DateTimeZone('UTC'))->format('Y-m-d\TH:i:s\Z');
}
function mailbox($property) {
    return preg_replace('/^mailto:/i', '', (string) $property);
}

$calendar = Reader::read(file_get_contents($argv[1]));
$complaints = array_map(fn($found) => $found['message'], $calendar->validate());
$events = [];
foreach ($calendar->VEVENT as $event) {
    $attendees = [];
    foreach ($event->ATTENDEE ?? [] as $attendee) {
        $attendees[] = mailbox($attendee);
    }
    $events[] = [
        'uid' => text($event->UID),
        'start' => when($event->DTSTART),
        'end' => when($event->DTEND),
        'summary' => text($event->SUMMARY),
        'description' => text($event->DESCRIPTION),
        'location' => text($event->LOCATION),
        'organizer' => $event->ORGANIZER === null ? null : mailbox($event->ORGANIZER),
        'name' => $event->ORGANIZER === null ? null : (string) $event->ORGANIZER['CN'],
        'attendees' => $attendees,
        'sequence' => (int) (string) $event->SEQUENCE,
        'status' => text($event->STATUS),
        'method' => text($calendar->METHOD),
        'complaints' => $complaints,
    ];
}
echo json_encode($events, JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR), "\n";
