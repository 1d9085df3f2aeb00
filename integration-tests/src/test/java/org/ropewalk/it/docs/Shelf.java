package org.ropewalk.it.docs;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Reply;

@LineProtocol
@Errors(
        unknown = @Reply("ERR unknown command"),
        usage = @Reply("ERR {'usage: {usage}'}"),
        malformed = @Reply("ERR {'{message}'}"),
        failed = @Reply(value = "ERR {'incident {incident}'}", close = true))
interface Shelf {

    @Command("ADD {isbn} {copies} {title*}")
    Added add(String isbn, int copies, String title);

    @Command("FIND {isbn}")
    @Reply(absent = "NONE")
    Optional<Book> find(String isbn);

    @Command("LIST[ {most}]")
    @Reply(end = "END")
    List<Book> list(OptionalInt most);

    @Command("TAKE {isbn}")
    @Reply("LEFT {}")
    int take(String isbn) throws NoCopies;

    enum Added {
        ADDED,
        REPLACED
    }

    @Reply("BOOK {isbn} {copies} {title*}")
    record Book(String isbn, int copies, String title) {}

    @Reply("NO COPIES OF {isbn}")
    final class NoCopies extends Exception {
        private static final long serialVersionUID = 1;
        private final String isbn;

        public NoCopies(String isbn) {
            super("no copies of " + isbn);
            this.isbn = isbn;
        }

        public String isbn() {
            return isbn;
        }
    }
}
