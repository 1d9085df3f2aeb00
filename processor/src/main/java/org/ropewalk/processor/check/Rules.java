package org.ropewalk.processor.check;

import java.util.List;
import org.ropewalk.processor.check.arrays.ArrayRule;
import org.ropewalk.processor.check.datagrams.DatagramRule;
import org.ropewalk.processor.check.envelope.EmptyLineRule;
import org.ropewalk.processor.check.envelope.RemarkRule;
import org.ropewalk.processor.check.errors.ErrorReplyRule;
import org.ropewalk.processor.check.filter.FilterRule;
import org.ropewalk.processor.check.overlap.BatchRule;
import org.ropewalk.processor.check.overlap.ChainRule;
import org.ropewalk.processor.check.overlap.InterruptRule;
import org.ropewalk.processor.check.overlap.OpeningRule;
import org.ropewalk.processor.check.overlap.PromptRule;
import org.ropewalk.processor.check.placement.PlacementRule;
import org.ropewalk.processor.check.pool.PoolRule;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Reports;

/** All rules that a declaration must obey. */
public final class Rules {
    /** What must hold before lines can be compared with each other. */
    private static final List<Rule> SINGLE =
            List.of(
                    new ShapeRule(),
                    new BindingRule(),
                    new PayloadRule(),
                    new StreamRule(),
                    new ReplyRule(),
                    new EffectRule(),
                    new FailureRule(),
                    new HelpRule(),
                    new BorrowRule(),
                    new ValueRule());

    private Rules() {}

    /** Reports what {@code declaration} breaks. */
    public static void check(Declaration declaration, Reports reports) {
        ArrayRule.check(declaration, reports);
        for (StateModel state : declaration.model().states()) {
            for (CommandModel command : state.commands()) {
                SINGLE.forEach(rule -> rule.check(declaration, command, reports));
            }
            StateRule.check(declaration, state, reports);
            ClientMethodRule.check(declaration, state, reports);
        }
        declaration
                .model()
                .pushes()
                .ifPresent(
                        pushes ->
                                pushes.methods()
                                        .forEach(
                                                push -> {
                                                    PushRule.check(declaration, push, reports);
                                                    StreamRule.check(declaration, push, reports);
                                                    BorrowRule.check(declaration, push, reports);
                                                }));
        PlacementRule.check(declaration, reports);
        SizeRule.check(declaration, reports);
        OrderRule.check(declaration, reports);
        ErrorRule.check(declaration, reports);
        FieldRule.check(declaration, reports);
        SilenceRule.check(declaration, reports);
        PromptRule.check(declaration, reports);
        OpeningRule.check(declaration, reports);
        InterruptRule.check(declaration, reports);
        ChainRule.check(declaration, reports);
        EmptyLineRule.check(declaration, reports);
        RemarkRule.check(declaration, reports);
        FilterRule.check(declaration, reports);
        BatchRule.check(declaration, reports);
        DatagramRule.check(declaration, reports);
        PoolRule.check(declaration, reports);
        PlacementRule.checkUses(declaration, reports);
        if (!reports.hasErrors()) {
            AmbiguityRule.check(declaration, reports);
            EnvelopeRule.check(declaration, reports);
            ReplyLineRule.check(declaration, reports);
            ErrorReplyRule.check(declaration, reports);
        }
    }
}
