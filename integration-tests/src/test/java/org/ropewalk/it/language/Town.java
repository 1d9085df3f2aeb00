package org.ropewalk.it.language;

import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;

/** Where all hear what one says; who does not listen is thrown out. */
@LineProtocol
interface Town {
    /** Says something to all others. */
    @Command("SAY {text*}")
    @Reply("SAID")
    void say(String text);

    /** What is heard. */
    @Push
    interface News {
        /** Somebody has said something. */
        @Reply("* {text*}")
        void said(Text text);
    }

    /** Counts how often it is written. */
    record Text(String text) {
        private static int written;

        /** How often since this was asked for. */
        static int takeWritten() {
            int times = written;
            written = 0;
            return times;
        }

        /** The text of a word. */
        public static Text parse(String word) {
            return new Text(word);
        }

        @Override
        public String toString() {
            written++;
            return text;
        }
    }
}
