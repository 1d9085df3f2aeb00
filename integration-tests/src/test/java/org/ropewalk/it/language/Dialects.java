package org.ropewalk.it.language;

import java.util.List;
import java.util.Optional;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;

/** A small protocol whose servers do not all write the same replies. */
@LineProtocol
@Errors(unknown = @Reply({"500 {'unknown'}", "502 {'unknown'}"}))
interface Dialects {
    /** Fixed lines. */
    @Command("MODE {name}")
    @Reply({"200 {'done'}", "250 {''}"})
    void mode(String name) throws Refused;

    /** A value, in another order. */
    @Command("DATE {zone}")
    @Reply({"111 {} {zone}", "112 {zone} {}"})
    int date(String zone);

    /** Nothing, in two ways. */
    @Command("FIND {name}")
    @Reply(
            value = {"220 {*}", "221 FOUND {*}"},
            absent = "430")
    Optional<String> find(String name);

    /** A list. */
    @Command("LIST")
    @Reply(
            value = {"225 {'follow'}", "224 LIST {''}"},
            each = "{number} {name*}",
            end = ".")
    List<Entry> list();

    /** A list with its size. */
    @Command("NAMES")
    @Reply(
            value = {"226 {items.size}", "227 NAMES {items.size}"},
            each = "{}")
    List<String> names();

    /** A record. */
    @Command("GROUP")
    Group group();

    /** An entry. */
    record Entry(int number, String name) {}

    /** A group. */
    @Reply({"211 {low} {high}", "212 {high} DOWN TO {low}"})
    record Group(int low, int high) {}

    /** A refusal. */
    @Reply({"430 {code}", "423 NO {code}"})
    final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        private final int code;

        /** With a code. */
        public Refused(int code) {
            this.code = code;
        }

        /** The code. */
        public int code() {
            return code;
        }
    }

    /** What comes by itself. */
    @Push
    interface Events {
        /** One line. */
        @Reply({"* NEW {number}", "* {number} EXISTS"})
        void added(int number);

        /** Several. */
        @Reply(
                value = {"* ALL {title}", "* EVERY {title} THING"},
                each = "* {numbers...}",
                end = "* .")
        void all(String title, List<Integer> numbers);
    }
}
