package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.diagnostic.Suggestion;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers to mistyped commands, options and numbers: what is wrong, what was meant, where the help is. */
final class Arguments {
    private Arguments() {}

    static void prepare(CommandLine line) {
        ITypeConverter<Long> whole = Arguments::whole;
        ITypeConverter<Integer> small = text -> {
            long number = whole(text);
            if (number != (int) number) {
                throw wrong(text);
            }
            return (int) number;
        };
        line.registerConverter(Long.class, whole);
        line.registerConverter(long.class, whole);
        line.registerConverter(Integer.class, small);
        line.registerConverter(int.class, small);
        line.setParameterExceptionHandler((fault, arguments) -> answer(fault));
    }

    private static long whole(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw wrong(text);
        }
    }

    private static TypeConversionException wrong(String text) {
        return new TypeConversionException("expected a whole number, found '" + text + "'");
    }

    private static int answer(ParameterException fault) {
        CommandLine command = fault.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(fault.getMessage());
        if (fault instanceof UnmatchedArgumentException unmatched) {
            meant(command, unmatched.getUnmatched().get(0))
                    .ifPresent(word -> err.println("    did you mean '" + word + "'?"));
        }
        err.println("    " + command.getCommandSpec().qualifiedName() + " --help shows what can be typed");
        return ExitCode.BAD_INPUT;
    }

    private static java.util.Optional<String> meant(CommandLine command, String typed) {
        List<String> known = new ArrayList<>(command.getSubcommands().keySet());
        command.getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
        return Suggestion.nearest(typed, known);
    }
}
