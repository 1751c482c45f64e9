/* usage: libical FILE.ics      what libical (Evolution, GNOME Calendar, Cyrus) reads and complains of, as JSON.
 * cc libical.c $(pkg-config --cflags --libs libical) -o libical */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static void print_text(const char *key, const char *text)
{
    printf("\"%s\":", key);
    if (!text) {
        fputs("null,", stdout);
        return;
    }
    putchar('"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            printf("\\%c", *text);
        else if ((unsigned char)*text < 32)
            printf("\\u%04x", *text);
        else
            putchar(*text);
    }
    fputs("\",", stdout);
}

static void print_time(const char *key, struct icaltimetype time)
{
    char text[40];
    if (time.is_date) {
        snprintf(text, sizeof text, "%04d-%02d-%02d", time.year, time.month, time.day);
    } else if (!time.zone) {
        strcpy(text, "floating");
    } else {
        time = icaltime_convert_to_zone(time, icaltimezone_get_utc_timezone());
        snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02dZ", time.year, time.month, time.day, time.hour,
                 time.minute, time.second);
    }
    print_text(key, text);
}

static const char *mailbox(const char *address)
{
    return address && !strncasecmp(address, "mailto:", 7) ? address + 7 : address;
}

static int count_errors(icalcomponent *component)
{
    int count = icalcomponent_count_properties(component, ICAL_XLICERROR_PROPERTY);
    icalcompiter walk = icalcomponent_begin_component(component, ICAL_ANY_COMPONENT);
    for (; icalcompiter_deref(&walk); icalcompiter_next(&walk))
        count += count_errors(icalcompiter_deref(&walk));
    return count;
}

static void print_event(icalcomponent *event, const char *method, int errors)
{
    icalproperty *found = icalcomponent_get_first_property(event, ICAL_ORGANIZER_PROPERTY);
    icalparameter *name = found ? icalproperty_get_first_parameter(found, ICAL_CN_PARAMETER) : NULL;
    putchar('{');
    print_text("uid", icalcomponent_get_uid(event));
    print_time("start", icalcomponent_get_dtstart(event));
    print_time("end", icalcomponent_get_dtend(event));
    print_text("summary", icalcomponent_get_summary(event));
    print_text("description", icalcomponent_get_description(event));
    print_text("location", icalcomponent_get_location(event));
    print_text("organizer", found ? mailbox(icalproperty_get_organizer(found)) : NULL);
    print_text("name", name ? icalparameter_get_cn(name) : NULL);
    fputs("\"attendees\":[", stdout);
    int count = 0;
    for (found = icalcomponent_get_first_property(event, ICAL_ATTENDEE_PROPERTY); found;
         found = icalcomponent_get_next_property(event, ICAL_ATTENDEE_PROPERTY))
        printf("%s\"%s\"", count++ ? "," : "", mailbox(icalproperty_get_attendee(found)));
    found = icalcomponent_get_first_property(event, ICAL_SEQUENCE_PROPERTY);
    printf("],\"sequence\":%d,", found ? icalproperty_get_sequence(found) : -1);
    found = icalcomponent_get_first_property(event, ICAL_STATUS_PROPERTY);
    print_text("status", found ? icalproperty_status_to_string(icalproperty_get_status(found)) : NULL);
    print_text("method", method);
    printf("\"complaints\":[%s]}", errors ? "\"libical found errors\"" : "");
}

int main(int argc, char **argv)
{
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    char *text = calloc(1, 1 << 24);
    if (!file || !text || !fread(text, 1, (1 << 24) - 1, file))
        return 2;
    icalerror_set_errors_are_fatal(0);
    icalcomponent *calendar = icalparser_parse_string(text);
    if (!calendar)
        return 1;
    icalrestriction_check(calendar); /* notes what it finds as X-LIC-ERROR */
    int errors = count_errors(calendar), count = 0;
    icalproperty *method = icalcomponent_get_first_property(calendar, ICAL_METHOD_PROPERTY);
    const char *told = method ? icalproperty_method_to_string(icalproperty_get_method(method)) : NULL;
    icalcompiter walk = icalcomponent_begin_component(calendar, ICAL_VEVENT_COMPONENT);
    putchar('[');
    for (; icalcompiter_deref(&walk); icalcompiter_next(&walk)) {
        if (count++)
            putchar(',');
        print_event(icalcompiter_deref(&walk), told, errors);
    }
    puts("]");
    return 0;
}
