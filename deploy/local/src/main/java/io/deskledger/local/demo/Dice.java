package io.deskledger.local.demo;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** Chance, as a story needs it. The same seed gives the same story. */
final class Dice {

    private final RandomGenerator random;

    Dice(RandomGenerator random) {
        this.random = random;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    double between(double least, double most) {
        return least + random.nextDouble() * (most - least);
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** An index, each as likely as its weight says. */
    int weighted(List<Integer> weights) {
        int rest = random.nextInt(weights.stream().mapToInt(Integer::intValue).sum());
        int index = 0;
        while (rest >= weights.get(index)) {
            rest -= weights.get(index);
            index++;
        }
        return index;
    }

    /** Most near the median, a few far beyond it, as working times are. */
    Duration around(double medianHours, double spread) {
        double hours = medianHours * Math.exp(spread * random.nextGaussian());
        return Duration.ofSeconds(Math.max(20, (long) (hours * 3600)));
    }

    Duration minutes(double least, double most) {
        return Duration.ofSeconds((long) (60 * between(least, most)));
    }
}
