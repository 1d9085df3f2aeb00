package org.ropewalk.examples.nntp;

import java.util.List;
import java.util.OptionalLong;
import org.ropewalk.examples.mail.NewsArticle;

/** What is told of articles in lists (RFC 3977 8). */
final class Fields {
    private static final String BYTES = ":bytes";
    private static final String LINES = ":lines";
    private static final String XREF = "Xref";

    /** The fields of an overview behind the number. */
    static final List<String> OVERVIEW =
            List.of(
                    "Subject:",
                    "From:",
                    "Date:",
                    "Message-ID:",
                    "References:",
                    BYTES,
                    LINES,
                    XREF + ":full");

    /** That all fields can be asked for, and what is computed. */
    static final List<String> ALL = List.of(":", BYTES, LINES);

    private Fields() {}

    static ReaderCommands.Overview overview(long number, NewsArticle article) {
        return new ReaderCommands.Overview(
                number,
                header(article, "Subject"),
                header(article, "From"),
                header(article, "Date"),
                article.id().orElse(""),
                header(article, "References"),
                OptionalLong.of(article.text().length()),
                OptionalLong.of(article.lines()),
                article.field(XREF).map(xref -> XREF + ": " + xref));
    }

    /** What is computed has the names of fields in RFC 2980 2.6 and for leafnode. */
    static String known(String field) {
        return switch (field.toLowerCase(java.util.Locale.ROOT)) {
            case "bytes" -> BYTES;
            case "lines" -> LINES;
            default -> field;
        };
    }

    /** A field, or what is computed. */
    static String value(NewsArticle article, String field) {
        return switch (field.toLowerCase(java.util.Locale.ROOT)) {
            case BYTES -> String.valueOf(article.text().length());
            case LINES -> String.valueOf(article.lines());
            default -> header(article, field);
        };
    }

    /** A field, empty if there is none; tabs are blanks there (RFC 3977 8.3.2). */
    private static String header(NewsArticle article, String name) {
        return article.field(name).orElse("").replace('\t', ' ');
    }
}
