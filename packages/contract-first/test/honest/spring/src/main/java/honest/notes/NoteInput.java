package honest.notes;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.CodePointLength;

record NoteInput(
    @NotNull @CodePointLength(min = 1, max = 200) String title,
    @NotNull @CodePointLength(max = 10_000) String text,
    @JsonSetter(nulls = Nulls.SET) @Pattern(regexp = "#[0-9a-f]{6}") String colour) {}
