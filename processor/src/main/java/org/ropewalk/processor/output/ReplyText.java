package org.ropewalk.processor.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.model.ErrorReplies;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.template.Template;

/** The lines of replies, in a cell of a table. */
final class ReplyText {
    private static final String NOTHING = "nothing";

    private ReplyText() {}

    static String of(Outcome outcome) {
        if (outcome.isSilent() && outcome.payload().isEmpty()) {
            return NOTHING;
        }
        List<String> lines = new ArrayList<>();
        outcome.reply().value().ifPresent(line -> lines.add(code(line)));
        List<String> items = new ArrayList<>();
        for (Outcome item : outcome.items()) {
            items.add(of(item));
        }
        if (!items.isEmpty()) {
            lines.add(String.join(" or ", items) + " …");
        }
        outcome.payload()
                .flatMap(payload -> payload.payload())
                .ifPresent(payload -> lines.add("and " + TypeText.of(payload)));
        outcome.reply().between().forEach(line -> lines.add(code(line)));
        outcome.reply().end().ifPresent(line -> lines.add(code(line)));
        return String.join("<br>", lines);
    }

    static String of(ErrorReplies.ErrorReply error) {
        return error.silent() ? NOTHING : of(error.reply());
    }

    static String of(ReplyModel reply) {
        List<String> lines = new ArrayList<>();
        reply.value().ifPresent(line -> lines.add(code(line)));
        Optional<Template> each = reply.each();
        each.ifPresent(line -> lines.add(code(line) + " …"));
        reply.end().ifPresent(line -> lines.add(code(line)));
        return lines.isEmpty() ? NOTHING : String.join("<br>", lines);
    }

    private static String code(Template line) {
        String source = line.source();
        String end = "\\n\\n";
        if (line.fields().isPresent() && source.endsWith(end)) {
            source = source.substring(0, source.length() - end.length());
        }
        return source.isEmpty()
                ? "an empty line"
                : Markdown.code(source).replace("\\\\n", "\\n").replace("\\n", "` <br>`");
    }
}
