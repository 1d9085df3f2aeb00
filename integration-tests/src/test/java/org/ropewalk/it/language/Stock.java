package org.ropewalk.it.language;

import java.util.List;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;

/** Replies whose types are classes: one public constructor, and accessors. */
@LineProtocol
@Errors(unknown = @Reply("ERR unknown"), malformed = @Reply("ERR {'{message}'}"))
interface Stock {
    @Command("ITEM {name}")
    Item item(String name);

    @Command("ITEMS")
    @Reply(end = "END")
    List<Item> items();

    @Command("SHELF {number}")
    Shelf shelf(int number);

    @Command("FIND {name}")
    Found find(String name);

    @Command("PICTURE {name}")
    Picture picture(String name);

    @Reply("ITEM {name} {count}")
    final class Item {
        private final String name;
        private final int count;

        public Item(String name, int count) {
            this.name = name;
            this.count = count;
        }

        Item(String name) {
            this(name, 0);
        }

        public String name() {
            return name;
        }

        public int getCount() {
            return count;
        }
    }

    @Reply(value = "SHELF {number}", each = "HAS {}", end = "END")
    final class Shelf {
        private final int number;
        private final List<String> names;

        public Shelf(int number, List<String> names) {
            this.number = number;
            this.names = names;
        }

        public int number() {
            return number;
        }

        public List<String> names() {
            return names;
        }
    }

    sealed interface Found permits Here, Gone {}

    @Reply("HERE {shelf}")
    final class Here implements Found {
        private final int shelf;

        public Here(int shelf) {
            this.shelf = shelf;
        }

        public int shelf() {
            return shelf;
        }
    }

    @Reply("GONE")
    record Gone() implements Found {}

    @Reply("PICTURE {data.length}")
    final class Picture {
        private final byte[] data;

        public Picture(@Payload byte[] data) {
            this.data = data;
        }

        public byte[] data() {
            return data;
        }
    }
}
