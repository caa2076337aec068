"""The people, places and weather of the stories."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


GIRLS = _words(
    "Lily Mia Anna Rosie Clara Nora Ella Daisy Hazel Ivy Maya Ruby Poppy Lucy Zoe Alice Hanna Tilly Wren Olive "
    "Bella Sofia Mina Juno"
)
BOYS = _words(
    "Tom Ben Max Sam Leo Finn Jack Oscar Theo Hugo Milo Noah Felix Toby Will Henry Jonas Arlo Kai Ravi Otto Peter "
    "Emil Louis"
)

KINDS = {"f": ("girl", "little girl", "young girl"), "m": ("boy", "little boy", "young boy")}
CREATURES = _words(
    "rabbit fox bear mouse duckling hedgehog squirrel badger mole beaver otter lamb kitten puppy sparrow frog"
)
TRAITS = _words(
    "kind brave curious clever shy cheerful quiet gentle stubborn careful playful patient proud lonely lively honest "
    "dreamy busy hungry sleepy"
)

PRONOUNS = {
    "f": {"he": "she", "him": "her", "his": "her", "himself": "herself"},
    "m": {"he": "he", "him": "him", "his": "his", "himself": "himself"},
}

ELDERS = (
    ("mother", "Mama", "f"),
    ("father", "Papa", "m"),
    ("grandmother", "Grandma", "f"),
    ("grandfather", "Grandpa", "m"),
    ("aunt", "Auntie", "f"),
    ("uncle", "Uncle", "m"),
)

HOMES = (
    "in a small house by the river",
    "at the edge of a deep green forest",
    "on a farm behind the hills",
    "in a village by the sea",
    "in a tall house in the middle of the town",
    "beside an old stone bridge",
    "near a quiet lake",
    "under the roof of a windmill",
    "in a cottage with a red door",
    "at the end of a long and dusty road",
    "on top of a windy hill",
    "next to a bakery that smelled of warm bread",
)

PLACES = (
    ("the park", "under the wooden bench"),
    ("the garden", "between the cabbages"),
    ("the beach", "behind a big round rock"),
    ("the forest", "at the foot of an oak tree"),
    ("the meadow", "in the tall grass"),
    ("the market", "beneath the apple stall"),
    ("the farm", "on top of the hay"),
    ("the playground", "at the bottom of the slide"),
    ("the pond", "among the green reeds"),
    ("the school yard", "behind the little gate"),
    ("the orchard", "below the last pear tree"),
    ("the river bank", "in a hollow log"),
)

WEATHER = (
    ("The sun was shining, and the grass was warm", "sunny", "summer"),
    ("The sky was blue, and not a cloud could be seen", "bright", "summer"),
    ("A soft wind was blowing, and the leaves danced", "windy", "autumn"),
    ("It had rained all night, and the paths were full of puddles", "wet", "spring"),
    ("Snow lay on the roofs, and everything was white and still", "snowy", "winter"),
    ("Thick fog hung over the fields, so nobody could see very far", "foggy", "autumn"),
    ("The air smelled of flowers, and the bees were humming", "warm", "spring"),
    ("Dark clouds were coming, and far away there was thunder", "stormy", "summer"),
    ("The first leaves were falling, and the wind was cool", "cool", "autumn"),
    ("The frost had painted the windows, and the air was cold", "cold", "winter"),
)
TIMES = ("morning", "afternoon", "day", "evening", "Monday", "Saturday", "Sunday", "Tuesday", "Friday")

COLOURS = _words("red blue green yellow white purple orange brown golden silver pink grey")
SIZES = _words("little big tiny small large huge round old new shiny soft")
TOYS = _words("ball kite drum boat train doll bear car puzzle trumpet wagon robot spoon whistle lantern mask")
FOODS = _words(
    "apples pears cherries pancakes cookies strawberries carrots nuts berries sandwiches plums muffins grapes figs"
)
FRIENDLY = _words("smiled laughed nodded clapped giggled cheered grinned")

OPENINGS = (
    "Once upon a time there was {a_who} named {hero}, who lived {home}.",
    "Once there was {a_who}. {His} name was {hero}, and {he} lived {home}.",
    "There once lived {a_who} {home}. Everyone called {him} {hero}.",
    "{hero} was {a_who} who lived {home}.",
    "Long ago, {home}, there lived {a_who} named {hero}.",
    "In a land not far from here lived {a_who}. {His} name was {hero}.",
    "This is the story of {hero}, {a_who} who lived {home}.",
    "Do you know {hero}? {He} was {a_who} who lived {home}.",
    "Far away, {home}, {a_who} named {hero} lived with {his} {elder}.",
    "{hero} and {his} {elder} lived {home}. {hero} was {a_who}.",
)
HABITS = (
    "{He} loved [{food}|stories|music|animals|the stars] more than anything else.",
    "{His} best friend was {friend}, and the two of them [did everything together|never liked to be apart].",
    "Every {season} {he} [counted the birds|picked {food}|helped {his} {elder}|made a new wish].",
    "{He} had {a_toycolour} {toy} that {he} took everywhere.",
    "{He} liked to [sing|whistle|dance|hum] when nobody was [looking|near].",
    '{His} {elder} always said, "[Be kind|Be careful|Be patient], and [the day will be kind to you|all will be well]."',
    "",
)
SETTINGS = (
    "One {weather_word} {time}, {hero} [went to|walked to|ran to] {place}. {weather}.",
    "One {time} in {season}, {hero} and {friend} went to {place} together. {weather}.",
    "It was a {weather_word} {time}. {weather}, and {hero} was on {his} way to {place}.",
    "{weather}. {hero} put on {his} {colour} [coat|hat|boots|scarf] and went to {place}.",
    "On a {weather_word} {time}, {hero} [woke up early|could not wait any longer] and went out to {place}.",
    '"May I go to {place}?" asked {hero}. "Yes," said {his} {elder}, "but be home [before dark|for supper]."',
)
INDOORS = (
    "One {weather_word} {time}, {hero} stayed at home with {his} {elder}. {weather}.",
    "It was a {weather_word} {time}. {weather}, but {hero} was at home with {his} {elder}.",
    "{weather}. {hero} sat at the window and looked out at the {weather_word} {time}.",
    "One {time} in {season}, {hero} was at home. {weather}.",
)
ENDINGS = (
    "That night {hero} fell asleep with a smile, for it had been [a good day|a wonderful day].",
    "From that day on, {hero} and {friend} were the best of friends.",
    "{hero} never forgot that {weather_word} {time}.",
    '"What a day!" said {hero}, and {friend} [laughed|agreed].',
    '{His} {elder} gave {him} a big hug. "I am proud of you," {ehe} said.',
    "After that they [played|danced|sang] until the moon came up. The end.",
    '"Good night, {hero}," said {his} {elder}. "Good night," said {hero}, and {he} closed {his} eyes.',
    '{friend} waved. "See you tomorrow!" {fhe} called, and {hero} waved back.',
    "They lived happily, and they always [shared their {food}|helped each other|told each other the truth].",
    "The stars came out one by one, and {hero} was [happy|glad|thankful].",
)
ENDINGS_OUTDOORS = (
    *ENDINGS,
    "And so they all went home and ate {food} until they were full.",
    "And if you go to {place} today, you may still [hear them laughing|see them there].",
    "The sun went down behind {place}, and {hero} walked home with {friend}.",
    "On the way home {hero} sang a song, and {friend} sang with {him}.",
)
