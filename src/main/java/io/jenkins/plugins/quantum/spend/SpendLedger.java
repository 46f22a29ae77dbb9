package io.jenkins.plugins.quantum.spend;

import io.jenkins.plugins.quantum.engine.cost.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The account books of a controller, one file for each month (UTC) in one folder. A reservation belongs to the month in which it was
 * first made, with all that becomes of it. Looking and writing are one step under one lock, so that no two runs get the same cent.
 */
public final class SpendLedger {
    private static final String ENDING = ".jsonl";

    private final Path folder;
    private final Clock clock;
    /** Read when first asked for. */
    private final Map<YearMonth, MonthBook> books = new TreeMap<>(Comparator.reverseOrder());

    private boolean allRead;

    /**
     * Books in a folder, which is made when something is written.
     *
     * @param clock
     *     tells the month
     */
    public SpendLedger(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Reserves what a payer may be billed at most; it takes the place of what it reserved before, when it is granted.
     *
     * @param limits
     *     all that must hold
     * @return empty when it is on the disk, else the first limit that does not allow it; then nothing has changed
     * @throws IOException
     *     when the books cannot be read or written: then nothing may be spent
     */
    public synchronized Optional<String> reserve(Payer payer, List<Money> worst, List<SpendLimit> limits)
            throws IOException {
        Map<String, BigDecimal> wanted = LedgerLine.sums(worst);
        MonthBook book = bookOf(payer).orElse(null);
        if (wanted.isEmpty() && book == null) {
            return Optional.empty();
        }
        if (book == null) {
            book = book(now());
        }
        for (SpendLimit limit : limits) {
            for (Map.Entry<String, BigDecimal> amount : wanted.entrySet()) {
                Money more = new Money(amount.getValue(), amount.getKey());
                Optional<String> refusal = refusal(book, limit, payer, more);
                if (refusal.isPresent()) {
                    return refusal;
                }
            }
        }
        book.add(LedgerLine.of(LedgerLine.Kind.RESERVE, clock.instant().toString(), payer, worst));
        return Optional.empty();
    }

    private static Optional<String> refusal(MonthBook book, SpendLimit limit, Payer payer, Money more) {
        if (limit.build().isPresent()) {
            Predicate<Payer> others = other -> other.sameBuild(payer) && !other.equals(payer);
            Optional<String> refusal = over(book, limit, limit.build().get(), "a build", "this build", others, more);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        if (limit.month().isEmpty()) {
            return Optional.empty();
        }
        Predicate<Payer> others = other -> limit.covers(other.folder()) && !other.equals(payer);
        return over(book, limit, limit.month().get(), "a month", "this month", others, more);
    }

    private static Optional<String> over(
            MonthBook book,
            SpendLimit limit,
            Money most,
            String span,
            String now,
            Predicate<Payer> others,
            Money more) {
        String budget = "the budget of " + limit.name() + ", " + most + " for " + span + ",";
        if (!most.currency().equals(more.currency())) {
            return Optional.of(budget + " cannot pay " + more + ": it is in another currency");
        }
        Money taken = new Money(book.sum(most.currency(), others), most.currency());
        return taken.plus(more).compareTo(most) <= 0
                ? Optional.empty()
                : Optional.of(budget + " does not cover " + more + ": " + taken + " of it is spent or reserved " + now);
    }

    /**
     * Replaces what a payer reserved by its true bill, which may be nothing or even more.
     *
     * @return whether it had reserved anything
     */
    public synchronized boolean settle(Payer payer, List<Money> bill) throws IOException {
        Optional<MonthBook> book = bookOf(payer);
        if (book.isEmpty()) {
            if (LedgerLine.sums(bill).isEmpty()) {
                return false;
            }
            book = Optional.of(book(now())); // billed without having asked: it counts all the same
        }
        book.get().add(LedgerLine.of(LedgerLine.Kind.SETTLE, clock.instant().toString(), payer, bill));
        return true;
    }

    /** Bills in full what a payer holds whose fate nobody will learn any more; nothing where it holds nothing. */
    public synchronized List<Money> settleInFull(Payer payer) throws IOException {
        Optional<MonthBook> book = bookOf(payer);
        if (book.isEmpty() || !book.get().holds(payer)) {
            return List.of();
        }
        List<Money> held = book.get().held(payer);
        settle(payer, held);
        return held;
    }

    /** Those who hold an amount and were not billed, of all months. */
    public synchronized List<Payer> open() throws IOException {
        readAll();
        List<Payer> open = new ArrayList<>();
        books.values().forEach(book -> open.addAll(book.open()));
        return open;
    }

    /** What was reserved or billed in a place and below it, one amount for each currency. */
    public synchronized List<Money> spent(String place, YearMonth month) throws IOException {
        return book(month).all(payer -> SpendLimit.contains(place, payer.folder()));
    }

    /** A folder or job got another full name: its past goes with it. */
    public synchronized void moved(String from, String to) throws IOException {
        readAll();
        for (MonthBook book : books.values()) {
            book.add(LedgerLine.move(clock.instant().toString(), from, to));
        }
    }

    /** The month that it is. */
    public YearMonth now() {
        return YearMonth.now(clock.withZone(ZoneOffset.UTC));
    }

    private MonthBook book(YearMonth month) throws IOException {
        MonthBook book = books.get(month);
        if (book == null) {
            book = MonthBook.read(folder.resolve(month + ENDING));
            books.put(month, book);
        }
        return book;
    }

    private Optional<MonthBook> bookOf(Payer payer) throws IOException {
        readAll();
        return books.values().stream().filter(book -> book.knows(payer)).findFirst();
    }

    private void readAll() throws IOException {
        if (allRead || !Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Optional<YearMonth> month = month(file);
                if (month.isPresent()) {
                    book(month.get());
                }
            }
        }
        allRead = true;
    }

    private static Optional<YearMonth> month(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            return name.endsWith(ENDING)
                    ? Optional.of(YearMonth.parse(name.substring(0, name.length() - ENDING.length())))
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty(); // not ours
        }
    }
}
