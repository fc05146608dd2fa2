"""Buttons and boxes break their text where they are too narrow for it."""

import pytest


@pytest.mark.parametrize("kind", ["WrappedButton", "WrappedCheckBox"])
def test_text_is_broken_between_words_and_all_of_it_is_there(qgis, kind):
    from tilewright.ui.widgets import wrapped_button

    text = "Keep the shares of all classes alike"
    button = getattr(wrapped_button, kind)(text)
    whole = button.sizeHint()
    button.show()
    button.resize(whole)
    assert button.lines() == [text] and button.minimumHeight() == 0
    least = button.minimumSizeHint().width()
    assert least < whole.width() / 2
    button.resize(whole.width() // 2, whole.height())
    lines = button.lines()
    assert len(lines) > 1 and " ".join(lines) == text and button.text() == text
    more = (len(lines) - 1) * button.fontMetrics().lineSpacing()
    assert button.minimumHeight() == whole.height() + more
    button.setText("Short")
    assert button.lines() == ["Short"] and button.minimumHeight() == 0
    button.close()


def test_buttons_of_a_row_stand_below_each_other_before_they_break_their_texts(qgis, wait):
    from tilewright.ui.widgets.narrow_row import NarrowRow
    from tilewright.ui.widgets.wrapped_button import WrappedButton

    row, buttons = NarrowRow(), [WrappedButton("Open the labels of all"), WrappedButton("New")]
    for button in buttons:
        row.add(button, 1)
    both = sum(button.sizeHint().width() for button in buttons)
    row.resize(both + 20, 40)
    row.show()
    wait(seconds=0.02)
    assert buttons[0].y() == buttons[1].y()
    assert [len(button.lines()) for button in buttons] == [1, 1]
    row.resize(both - 10, 80)
    wait(seconds=0.02)
    assert buttons[0].y() < buttons[1].y()
    assert [len(button.lines()) for button in buttons] == [1, 1]
    row.close()
